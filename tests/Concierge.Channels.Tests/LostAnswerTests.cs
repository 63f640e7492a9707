using System.Globalization;
using System.Text.Json;
using Concierge.Channels.Tests.Rig;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Tests;

/// <summary>O04: a send whose answer was lost is looked for at the provider, and not made again when it is there.</summary>
public sealed class LostAnswerTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Chatwoot_FindsItByTheAttemptId(bool arrived, int sends)
    {
        await using var chatwoot = new ChatwootProvider();
        string? attempt = null;
        Func<StubRequest, StubReply> works = chatwoot.Stub.Reply;
        chatwoot.Stub.Reply = request =>
        {
            if (request.Method == "GET")
            {
                string message = arrived
                    ? $$$"""{"id":555,"created_at":{{{Now()}}},"message_type":1,"status":"sent","content_attributes":{"concierge_attempt_id":"{{{attempt}}}"}}"""
                    : string.Empty;
                return new StubReply(200, $$"""{"meta":{},"payload":[{{message}}]}""");
            }

            if (attempt is not null)
            {
                return works(request);
            }

            using JsonDocument sent = JsonDocument.Parse(request.Body);
            attempt = sent.RootElement.GetProperty("content_attributes").GetProperty("concierge_attempt_id").GetString();
            return new StubReply(200) { Fault = StubFault.Reset };
        };

        TranscriptEntry reply = await AnswersAsync(chatwoot, new ContactAddress(ContactAddressKind.Other, "cw:81:conversation:26"));

        chatwoot.Stub.Requests.Count(static request => request.Method == "POST").Should().Be(sends);
        (reply.Status, reply.ProviderMessageId == "555").Should().Be((DeliveryStatus.Accepted, arrived));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Twilio_FindsItByItsWords(bool arrived, int sends)
    {
        await using var twilio = new TwilioProvider();
        bool isLost = false;
        Func<StubRequest, StubReply> works = twilio.Stub.Reply;
        twilio.Stub.Reply = request =>
        {
            if (request.Method == "GET")
            {
                string time = TimeProvider.System.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
                return new StubReply(200, $$"""{"messages":[{{(arrived ? $$"""{"sid":"SM555","body":"answer","direction":"outbound-api","status":"sent","num_media":"0","date_created":"{{time}}"}""" : string.Empty)}}],"next_page_uri":null}""");
            }

            bool loses = !isLost;
            isLost = true;
            return loses ? new StubReply(200) { Fault = StubFault.Reset } : works(request);
        };

        TranscriptEntry reply = await AnswersAsync(twilio, new ContactAddress(ContactAddressKind.Phone, "15551112222"));

        twilio.Stub.Requests.Count(static request => request.Method == "POST").Should().Be(sends);
        (reply.Status, reply.ProviderMessageId == "SM555").Should().Be((DeliveryStatus.Accepted, arrived));
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static async Task<TranscriptEntry> AnswersAsync(Provider provider, ContactAddress person)
    {
        await using BotHost host = await BotHost.StartAsync([provider], static turn =>
        {
            turn.Reply("answer");
            return ValueTask.CompletedTask;
        });
        (await host.PostAsync(provider, 1, provider.Text(1, "1", "question"))).Should().Be(200);
        await host.UntilRestAsync();
        return (await host.TranscriptAsync(provider, 1, person))[1];
    }
}
