using System.Diagnostics;
using System.Net.Sockets;
using Concierge.LoadTest.Corpus;
using Concierge.LoadTest.Generator;

namespace Concierge.LoadTest.Servers;

/// <summary>A running contestant with its own load generator.</summary>
internal sealed class Rig : IDisposable
{
    private const double IdleCpu = 0.02;
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DrainLook = TimeSpan.FromMilliseconds(250);
    private static ulong s_run = (ulong)Stopwatch.GetTimestamp();

    private Rig(ServerProcess server, LoadGenerator generator, TimeSpan firstAnswer)
    {
        Server = server;
        Generator = generator;
        FirstAnswer = firstAnswer;
    }

    public ServerProcess Server { get; }

    public LoadGenerator Generator { get; }

    /// <summary>From the start of the process to its first answer 200 to a signed webhook.</summary>
    public TimeSpan FirstAnswer { get; }

    public static Rig Start(Contestant contestant, int core, int connections, bool withProbe)
    {
        ServerProcess server = ServerProcess.Start(contestant, core, withProbe);
        try
        {
            var corpus = new WebhookCorpus(LoadTarget.Path, ++s_run);
            TimeSpan firstAnswer = AwaitFirstAnswer(server, corpus);
            var generator = new LoadGenerator(new WebhookCorpus(LoadTarget.Path, ++s_run), LoadTarget.Secret, server.Port, connections);
            return new Rig(server, generator, firstAnswer);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Runs one slice, then waits until the server has worked off what it took.</summary>
    public Measurement Measure(TimeSpan duration, double? perSecond = null)
    {
        double cpu = Server.CpuSeconds;
        long allocated = Server.Probe.AllocatedBytes();
        Slice slice = Generator.Run(duration, perSecond);
        double cpuAtEnd = Server.CpuSeconds;
        long started = Stopwatch.GetTimestamp();
        AwaitIdle();
        return new Measurement(
            slice,
            cpuAtEnd - cpu,
            Server.CpuSeconds - cpu,
            Stopwatch.GetElapsedTime(started),
            Server.Probe.AllocatedBytes() - allocated);
    }

    public void AwaitIdle()
    {
        long start = Stopwatch.GetTimestamp();
        double before = Server.CpuSeconds;
        while (true)
        {
            Thread.Sleep(DrainLook);
            double now = Server.CpuSeconds;
            if (now - before <= IdleCpu)
            {
                return;
            }

            before = now;
            if (Stopwatch.GetElapsedTime(start) > DrainDeadline)
            {
                throw new TimeoutException($"{Server.Contestant.Name} was not idle again after {DrainDeadline.TotalMinutes} minutes.");
            }
        }
    }

    public void Dispose()
    {
        Generator.Dispose();
        Server.Dispose();
    }

    private static TimeSpan AwaitFirstAnswer(ServerProcess server, WebhookCorpus corpus)
    {
        while (Stopwatch.GetElapsedTime(server.StartedAt) < StartDeadline && !server.HasExited)
        {
            try
            {
                using var first = new LoadGenerator(corpus, LoadTarget.Secret, server.Port, connections: 1);
                if (first.RunOnce())
                {
                    return Stopwatch.GetElapsedTime(server.StartedAt);
                }
            }
            catch (Exception notYet) when (notYet is SocketException or IOException)
            {
                // Not listening yet.
                Thread.Sleep(1);
            }
        }

        throw new InvalidOperationException($"{server.Contestant.Name} did not answer a signed webhook with 200. Its errors are above.");
    }
}
