using Concierge.LoadTest;
using Concierge.LoadTest.Runs;
using Concierge.LoadTest.Servers;

LoadSettings settings = LoadSettings.Parse(args);
IEnumerable<Contestant> known = settings.Other.Length == 0 ? Contestants.Measured : [.. Contestants.Measured, Contestants.Other("other", settings.Other)];
Contestant[] measured = [.. known.Where(contestant => settings.Only.Length == 0 || settings.Only.Split(',').Contains(contestant.Name))
    .Select(contestant => contestant.With(settings.Environment))];
Machine.Print();
await using ProviderStub provider = await ProviderStub.StartAsync();
if (settings.Starts > 0)
{
    StartRun.Execute(settings, measured);
}

if (settings.Rounds > 0)
{
    ComparisonRun.Execute(settings, measured);
}

if (settings.Drain > TimeSpan.Zero)
{
    await DrainRun.ExecuteAsync(settings, measured);
}

if (settings.LongRun > 0)
{
    LongRun.Execute(settings, measured);
}
