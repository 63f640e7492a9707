using System.Net;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Posts single messages of chosen people, each until it is taken.</summary>
internal sealed class Caller(Uri host, Ledger ledger) : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly WebhookClient _client = new(host);

    /// <summary>How many were refused with 503 and not told when to come back.</summary>
    public int SilentRefusals => _client.SilentRefusals;

    /// <summary>Posts until the host answers 200.</summary>
    public async Task SayAsync(int person, string text)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await TrySayAsync(person, text))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Deadline)
            {
                throw new TimeoutException($"The host did not take '{text}' in {Deadline.TotalSeconds:F0} s.");
            }

            await Poll.ForAsync(RetryPause);
        }
    }

    /// <summary>Posts once; true when the host answered 200.</summary>
    public async Task<bool> TrySayAsync(int person, string text) => await PostAsync(person, text) == HttpStatusCode.OK;

    /// <summary>Posts once; the status of the answer, or null when there was none.</summary>
    public async Task<HttpStatusCode?> PostAsync(int person, string text)
    {
        string number = MetaAccount.Person(person);
        byte[] body = MetaPayload.Message(number, $"wamid.{text}", text, DateTimeOffset.UtcNow);
        ledger.Write(LedgerKind.Posted, number, text);
        HttpStatusCode? status = await _client.PostAsync(body, CancellationToken.None);
        ledger.Write(status == HttpStatusCode.OK ? LedgerKind.Acknowledged : LedgerKind.Refused, number, text, code: (int)(status ?? 0));
        return status;
    }

    public void Dispose() => _client.Dispose();
}
