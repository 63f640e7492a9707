using System.Collections.Concurrent;
using System.Net;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Many messages, each in several copies at once, in no order.</summary>
internal sealed class Storm(Uri host, int messages, int copies)
{
    private const int Posters = 48;
    private const int People = 1000;

    public int Posts => messages * copies;

    /// <summary>Posts all of them. How long each answer took; all of them must be 200.</summary>
    /// <param name="ledger">Where each post and its answer is entered; null for nowhere.</param>
    public async Task<IReadOnlyCollection<TimeSpan>> PostAsync(Ledger? ledger = null)
    {
        using var client = new WebhookClient(host, Posters);
        int[] order = [.. Enumerable.Range(0, Posts).Select(i => i % messages)];
        new Random(1).Shuffle(order);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var times = new ConcurrentBag<TimeSpan>();
        await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = Posters }, async (message, cancel) =>
        {
            string person = MetaAccount.Person(message % People), text = $"storm-{message}";
            byte[] body = MetaPayload.Message(person, $"wamid.{text}", text, now);
            ledger?.Write(LedgerKind.Posted, person, text);
            long posted = TimeProvider.System.GetTimestamp();
            (await client.PostAsync(body, cancel)).Should().Be(HttpStatusCode.OK);
            times.Add(TimeProvider.System.GetElapsedTime(posted));
            ledger?.Write(LedgerKind.Acknowledged, person, text, code: 200);
        });
        return times;
    }
}
