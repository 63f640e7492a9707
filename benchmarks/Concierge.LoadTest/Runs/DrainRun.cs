using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Concierge.LoadTest.Servers;

namespace Concierge.LoadTest.Runs;

/// <summary>How fast a contestant works off what a flood has left: turns and their commits alone.</summary>
internal static class DrainRun
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    public static async Task ExecuteAsync(LoadSettings settings, Contestant[] measured)
    {
        Console.WriteLine();
        Console.WriteLine($"Worked off after {settings.Drain.TotalSeconds} s of flood");
        foreach (Contestant contestant in measured.Where(contestant => contestant.IsDurable))
        {
            using Rig rig = Rig.Start(contestant, Machine.ServerCore, settings.Connections, withProbe: false);
            rig.Generator.Run(settings.Warmup);
            rig.AwaitIdle();
            long accepted = rig.Generator.Run(settings.Drain).Accepted;
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{rig.Server.Port}") };
            long from = Stopwatch.GetTimestamp();
            long left = await WaitingAsync(http);
            while (await WaitingAsync(http) > 0)
            {
                if (Stopwatch.GetElapsedTime(from) > Deadline)
                {
                    throw new TimeoutException($"{contestant.Name} had not worked off {left} messages after {Deadline.TotalMinutes} minutes.");
                }

                await Task.Delay(Look);
            }

            double seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {contestant.Name,-24} {accepted} accepted, {left} left, worked off in {seconds:0.00} s: {left / seconds:0} messages/s"));
        }
    }

    private static async Task<long> WaitingAsync(HttpClient http)
    {
        using JsonDocument health = JsonDocument.Parse(await http.GetByteArrayAsync("/health/ready"));
        return health.RootElement.GetProperty("components").GetProperty("store").GetProperty("waiting").GetInt64();
    }
}
