using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Concierge.Emulator.Tests;

/// <summary>
/// Bodies that others recorded, if a folder <c>shared/payloads</c> with an index for each channel lies beside the checkout. Each
/// must be understood by <c>POST /emulator/inspect/{channel}</c> as its index says.
/// </summary>
public sealed class ReplayTests(ITestOutputHelper output) : EmulatorTest
{
    [Theory]
    [InlineData("meta")]
    [InlineData("twilio")]
    [InlineData("waha")]
    [InlineData("chatwoot")]
    public async Task Inspect_SharedPayloads_SaysWhatTheIndexSays(string channel)
    {
        if (Find() is not { } payloads)
        {
            output.WriteLine("No payloads beside the checkout: nothing to replay.");
            return;
        }

        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder, new HostSetup { Channels = ["meta", "twilio", "waha", "chatwoot"], Services = static _ => { } });
        string[][] rows = [.. File.ReadLines(Path.Combine(payloads, channel, "index.tsv")).Select(static line => line.Split('\t'))];
        rows.Length.Should().BeGreaterThan(1);
        foreach (string[] values in rows.Skip(1))
        {
            Dictionary<string, string> row = rows[0].Zip(values).ToDictionary(static pair => pair.First, static pair => pair.Second);
            byte[] body = await File.ReadAllBytesAsync(Path.Combine(payloads, channel, row["file"]));
            using HttpResponseMessage response = await host.Client.PostAsync($"/emulator/inspect/{channel}", new ByteArrayContent(body));
            JsonArray events = (await EmulatorHost.ReadAsync(response)).AsArray();
            events.Should().NotBeEmpty(row["file"]);
            events.Should().OnlyContain(found => (string)found!["channel"]! == channel, row["file"]);
            switch (channel)
            {
                case "meta":
                    CheckMeta(row, events);
                    break;
                case "twilio":
                    CheckTwilio(row, events);
                    break;
                case "waha":
                    CheckWaha(row, events.Should().ContainSingle(row["file"]).Subject!);
                    break;
                default:
                    CheckChatwoot(row, events.Should().ContainSingle(row["file"]).Subject!);
                    break;
            }
        }

        output.WriteLine($"{rows.Length - 1} bodies replayed.");
    }

    private static void CheckMeta(Dictionary<string, string> row, JsonArray events)
    {
        string[] ids = row["message_ids"].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        events.Where(static found => Is(found!, "message") && (string?)found!["kind"] != "call" || Is(found!, "handoff")).Select(static found => (string?)found!["id"]).Where(static id => id is not null)
            .Should().Equal(ids, row["file"]);
    }

    private static void CheckTwilio(Dictionary<string, string> row, JsonArray events)
    {
        string because = row["file"];
        JsonNode first = events[0]!;
        ((string)first["id"]!).Should().Be(row["message_sid"], because);
        if (row["kind"] == "status")
        {
            Is(first, "receipt").Should().BeTrue(because);
            ((string)first["status"]!).Should().Be(row["status"], because);
            ((string)first["contact"]!).Should().Be(Digits(row["to"]), because);
            return;
        }

        Is(first, "message").Should().BeTrue(because);
        ((string)first["contact"]!).Should().Be(Digits(row["from"]), because);
        ((string?)first["text"] ?? string.Empty).Should().Be(row["body"], because);
        ((string)first["kind"]! == "choice").Should().Be(row["button_or_list"].Length > 0, because);
        events.Should().HaveCount(row["num_media"] is "" or "0" ? 1 : int.Parse(row["num_media"], System.Globalization.CultureInfo.InvariantCulture), because);
    }

    private static void CheckWaha(Dictionary<string, string> row, JsonNode found)
    {
        string because = row["file"];
        string bare = row["message_id"].Split('_') is { Length: >= 3 } parts ? parts[2] : row["message_id"];
        ((string?)found["account"] ?? string.Empty).Should().Be(row["session"], because);
        switch (row["event"])
        {
            case "message.ack" when bare.Length > 0:
                Is(found, "receipt").Should().BeTrue(because);
                ((string)found["id"]!).Should().Be(bare, because);
                break;
            case "call.accepted" or "call.rejected":
                Is(found, "message").Should().BeTrue(because);
                ((string)found["contact"]!).Should().Be(Digits(row["from"]), because);
                break;
            case "session.status":
                Is(found, "account").Should().BeTrue(because);
                $"status={found["status"]}".Should().Be(row["text"], because);
                break;
            case "message" when row["message_id"].StartsWith("false_", StringComparison.Ordinal):
                Is(found, "message").Should().BeTrue(because);
                ((string)found["id"]!).Should().Be(row["message_id"], because);
                break;
            default:
                // What the business itself sent, news, and samples without an id: nobody's message, so nothing to answer.
                Is(found, "message").Should().BeFalse(because);
                break;
        }
    }

    private static void CheckChatwoot(Dictionary<string, string> row, JsonNode found)
    {
        string because = row["file"];
        string expected = (row["event"], row["message_type"]) switch
        {
            ("message_created", "incoming") => "message",
            ("message_created", "outgoing") or ("conversation_resolved" or "conversation_status_changed", _) => "handoff",
            ("conversation_updated", _) => "account",
            _ => "unknown",
        };
        Is(found, expected).Should().BeTrue(because);
        if (row["event"] == "message_created" && row["message_type"].Length > 0)
        {
            ((string)found["id"]!).Should().Be(row["message_id"], because);
            ((string)found["text"]!).Should().Be(row["text"], because);
        }
        else if (expected == "handoff")
        {
            ((string)found["status"]!).Should().Be(row["conversation_status"] == "resolved" || row["event"] == "conversation_resolved" ? "backToBot" : "humanTookOver", because);
        }
    }

    private static bool Is(JsonNode found, string expected) => (string)found["event"]! == expected;

    private static string Digits(string address) => string.Concat(address.Where(char.IsAsciiDigit));

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "payloads");
            if (File.Exists(Path.Combine(candidate, "twilio", "index.tsv")))
            {
                return candidate;
            }
        }

        return null;
    }
}
