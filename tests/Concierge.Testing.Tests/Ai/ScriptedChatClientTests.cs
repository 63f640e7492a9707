using Concierge.Testing.Ai;
using Concierge.Testing.Time;
using Microsoft.Extensions.AI;

namespace Concierge.Testing.Tests.Ai;

public sealed class ScriptedChatClientTests
{
    [Fact]
    public async Task Replies_InOrder_ThenTheScriptIsAtItsEnd()
    {
        using ScriptedChatClient model = new ScriptedChatClient().Calls("book_table", ("people", 4)).Says("Your table is booked.");

        ChatResponse first = await model.GetResponseAsync("A table for four, please.");
        ChatResponse second = await model.GetResponseAsync("Thanks");
        Func<Task> third = () => model.GetResponseAsync("And now?");

        FunctionCallContent call = first.Messages.Single().Contents.OfType<FunctionCallContent>().Single();
        call.Name.Should().Be("book_table");
        call.Arguments!["people"]!.ToString().Should().Be("4");
        first.FinishReason.Should().Be(ChatFinishReason.ToolCalls);
        second.Text.Should().Be("Your table is booked.");
        (await third.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*request 3*And now?*Otherwise*");
        model.Requests.Select(request => request.LastUserText).Should().Equal("A table for four, please.", "Thanks", "And now?");
    }

    [Fact]
    public async Task Stream_OfWordsAndCalls_AddsUpToTheReply()
    {
        using ScriptedChatClient model = new ScriptedChatClient().Replies(new ScriptedReply
        {
            Text = "One moment, please.",
            Calls = [new ScriptedCall("a"), new ScriptedCall("b", ("x", "y"))],
            Usage = new UsageDetails { InputTokenCount = 7, OutputTokenCount = 3 },
        });

        var updates = new List<ChatResponseUpdate>();
        await foreach (ChatResponseUpdate update in model.GetStreamingResponseAsync("Hi"))
        {
            updates.Add(update);
        }

        ChatResponse response = updates.ToChatResponse();
        updates.Count(update => update.Text.Length > 0).Should().Be(3);
        response.Text.Should().Be("One moment, please.");
        response.Messages.Single().Contents.OfType<FunctionCallContent>().Select(call => call.Name).Should().Equal("a", "b");
        response.FinishReason.Should().Be(ChatFinishReason.ToolCalls);
        response.Usage!.InputTokenCount.Should().Be(7);
    }

    [Fact]
    public async Task Call_WithArgumentsThatAreNoJson_CarriesTheException()
    {
        using ScriptedChatClient model = new ScriptedChatClient().Calls(new ScriptedCall("a", "{\"x\":"));

        ChatResponse response = await model.GetResponseAsync("Hi");

        FunctionCallContent call = response.Messages.Single().Contents.OfType<FunctionCallContent>().Single();
        call.Exception.Should().NotBeNull();
        call.Arguments.Should().BeNull();
    }

    [Fact]
    public async Task Delay_OnTheVirtualClock_WaitsForIt()
    {
        var clock = new VirtualTimeProvider();
        using ScriptedChatClient model = new ScriptedChatClient { Clock = clock }.After(TimeSpan.FromSeconds(20)).Says("At last.");

        Task<ChatResponse> response = model.GetResponseAsync("Hi");
        bool wasDone = response.IsCompleted;
        clock.Advance(TimeSpan.FromSeconds(20));

        wasDone.Should().BeFalse();
        (await response).Text.Should().Be("At last.");
        clock.Elapsed.Should().Be(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Hanging_UntilCancelled_ThrowsCancellation()
    {
        using ScriptedChatClient model = new ScriptedChatClient().Hangs();
        using var stop = new CancellationTokenSource();

        Task<ChatResponse> response = model.GetResponseAsync("Hi", cancellationToken: stop.Token);
        response.IsCompleted.Should().BeFalse();
        await stop.CancelAsync();

        await FluentActions.Awaiting(() => response).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Stream_ThatBreaksOff_GivesItsWordsAndThenFails()
    {
        using ScriptedChatClient model = new ScriptedChatClient().Replies(new ScriptedReply { Text = "Half a", Failure = new HttpRequestException("cut"), FailsAfterWords = true });
        var heard = new List<string>();

        Func<Task> read = async () =>
        {
            await foreach (ChatResponseUpdate update in model.GetStreamingResponseAsync("Hi"))
            {
                heard.Add(update.Text);
            }
        };

        await read.Should().ThrowAsync<HttpRequestException>();
        string.Concat(heard).Should().Be("Half a");
    }

    [Fact]
    public async Task Request_IsRememberedAsItWas()
    {
        using ScriptedChatClient model = new ScriptedChatClient().Otherwise(request => new ScriptedReply { Text = request.LastUserText.ToUpperInvariant() });
        List<ChatMessage> messages = [new(ChatRole.System, "You are kind."), new(ChatRole.User, "hello")];
        var options = new ChatOptions { Instructions = "Answer in French.", Tools = [AIFunctionFactory.Create(() => 1, "one")] };

        ChatResponse response = await model.GetResponseAsync(messages, options);
        messages.Add(new ChatMessage(ChatRole.User, "later"));
        options.Tools.Clear();

        ScriptedRequest request = model.Requests.Single();
        response.Text.Should().Be("HELLO");
        request.Messages.Should().HaveCount(2);
        request.Tools.Should().Equal("one");
        request.Instructions.Should().Be("You are kind.\nAnswer in French.");
        model.Remaining.Should().Be(0);
    }
}
