using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Concierge.LoadTest.Corpus;

namespace Concierge.LoadTest.Generator;

/// <summary>
/// One thread that keeps every connection busy, or keeps to a rate. Each request has an id that was never used before, the
/// present time and a signature made for it.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    private const int Ok = 200;
    private const int ServiceUnavailable = 503;
    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(30);

    private readonly WebhookCorpus _corpus;
    private readonly IncrementalHash _hmac;
    private readonly Connection[] _connections;
    private readonly NativePoll.Entry[] _poll;
    private readonly byte[] _request = new byte[4096];
    private ulong _serial;

    public LoadGenerator(WebhookCorpus corpus, string secret, int port, int connections)
    {
        _corpus = corpus;
        _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new Connection(port))];
        _poll = [.. _connections.Select(connection => new NativePoll.Entry { Descriptor = connection.Descriptor, Wanted = NativePoll.Readable })];
    }

    /// <summary>Messages sent so far.</summary>
    public long Sent => (long)_serial;

    /// <summary>Runs for a time; ends when every answer has come.</summary>
    /// <param name="duration">How long requests are started.</param>
    /// <param name="perSecond">The rate, or null for as many as the connections carry. Latencies count from when a request was due.</param>
    public Slice Run(TimeSpan duration, double? perSecond = null)
    {
        var latencies = new Latencies();
        long accepted = 0;
        long refused = 0;
        long start = Stopwatch.GetTimestamp();
        long end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        long interval = perSecond is { } rate ? (long)(Stopwatch.Frequency / rate) : 0;
        long due = start;
        int busy = 0;
        while (true)
        {
            busy += StartDue(ref due, end, interval);
            long now = Stopwatch.GetTimestamp();
            if (busy == 0 && now >= end)
            {
                return new Slice(accepted, refused, Stopwatch.GetElapsedTime(start), latencies.Milliseconds(0.5), latencies.Milliseconds(0.99));
            }

            if (now > end + (long)(AnswerDeadline.TotalSeconds * Stopwatch.Frequency))
            {
                throw new TimeoutException($"{busy} requests were not answered within {AnswerDeadline.TotalSeconds} s.");
            }

            _ = NativePoll.Poll(_poll, (nuint)_poll.Length, interval == 0 ? 100 : 0);
            for (int i = 0; i < _poll.Length; i++)
            {
                if (_poll[i].Happened != 0 && _connections[i].TryReceive() is { } status)
                {
                    busy--;
                    latencies.Add(Stopwatch.GetElapsedTime(_connections[i].StartedAt));
                    Count(status, ref accepted, ref refused);
                }
            }
        }
    }

    /// <summary>One request on the first connection. False when it was refused.</summary>
    public bool RunOnce()
    {
        Start(_connections[0], Stopwatch.GetTimestamp());
        while (true)
        {
            _ = NativePoll.Poll(_poll, 1, timeoutMilliseconds: 1000);
            if (_connections[0].TryReceive() is { } status)
            {
                return status == Ok;
            }
        }
    }

    public void Dispose()
    {
        foreach (Connection connection in _connections)
        {
            connection.Dispose();
        }

        _hmac.Dispose();
    }

    private static void Count(int status, ref long accepted, ref long refused)
    {
        switch (status)
        {
            case Ok:
                accepted++;
                break;
            case ServiceUnavailable:
                refused++;
                break;
            default:
                throw new InvalidOperationException($"The server answered {status}.");
        }
    }

    private int StartDue(ref long due, long end, long interval)
    {
        int started = 0;
        foreach (Connection connection in _connections)
        {
            long now = Stopwatch.GetTimestamp();
            if (now >= end || (interval > 0 && due > now))
            {
                break;
            }

            if (!connection.IsBusy)
            {
                Start(connection, interval == 0 ? now : due);
                due += interval;
                started++;
            }
        }

        return started;
    }

    private void Start(Connection connection, long startedAt)
    {
        WebhookTemplate template = _corpus.Templates[_serial % WebhookCorpus.Size];
        Span<byte> request = _request.AsSpan(0, template.Length);
        template.Write(request, _serial++, DateTimeOffset.UtcNow.ToUnixTimeSeconds(), _hmac);
        connection.Send(request, startedAt);
    }
}
