using Concierge.Testing.Ai;
using Microsoft.Extensions.AI;

namespace Concierge.Testing.Tests.Ai;

public sealed class CassetteChatClientTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cassette").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Recorded_IsPlayedBack_WithoutTheModel()
    {
        ScriptedChatClient live = new ScriptedChatClient().Calls("book_table", ("people", 4)).Says("Booked.");
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((int people) => people, "book_table")] };
        await PlayAsync(new CassetteChatClient(_folder, live), options);

        (FunctionCallContent call, string text) = await PlayAsync(new CassetteChatClient(_folder), options);

        call.Name.Should().Be("book_table");
        call.Arguments!["people"]!.ToString().Should().Be("4");
        text.Should().Be("Booked.");
        live.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task OtherRequest_IsNotTakenForARecordedOne()
    {
        await new CassetteChatClient(_folder, new ScriptedChatClient().Says("Bonjour")).GetResponseAsync("Hi");
        using var cassette = new CassetteChatClient(_folder);

        Func<Task> other = () => cassette.GetResponseAsync("Hello");
        Func<Task> otherPrompt = () => cassette.GetResponseAsync("Hi", new ChatOptions { Instructions = "Be brief." });
        Func<Task> otherTools = () => cassette.GetResponseAsync("Hi", new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "one")] });

        (await other.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*Hello*live model*");
        await otherPrompt.Should().ThrowAsync<InvalidOperationException>();
        await otherTools.Should().ThrowAsync<InvalidOperationException>();
        (await cassette.GetResponseAsync([new ChatMessage(ChatRole.User, "Hi") { MessageId = "other", CreatedAt = DateTimeOffset.UnixEpoch }])).Text.Should().Be("Bonjour");
    }

    [Fact]
    public async Task Failure_IsNotRecorded()
    {
        ScriptedChatClient live = new ScriptedChatClient().Fails(new HttpRequestException("down")).Says("Hello");
        using var cassette = new CassetteChatClient(_folder, live);

        await cassette.Invoking(client => client.GetResponseAsync("Hi")).Should().ThrowAsync<HttpRequestException>();

        (await cassette.GetResponseAsync("Hi")).Text.Should().Be("Hello");
    }

    private static async Task<(FunctionCallContent Call, string Text)> PlayAsync(CassetteChatClient cassette, ChatOptions options)
    {
        List<ChatMessage> history = [new(ChatRole.User, "A table for four")];
        ChatResponse first = await cassette.GetResponseAsync(history, options);
        FunctionCallContent call = first.Messages.Single().Contents.OfType<FunctionCallContent>().Single();
        history.AddMessages(first);
        history.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, "ok")]));
        ChatResponse second = await cassette.GetStreamingResponseAsync(history, options).ToChatResponseAsync();
        return (call, second.Text);
    }
}
