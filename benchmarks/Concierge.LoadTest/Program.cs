using Concierge.LoadTest;
using Concierge.LoadTest.Runs;
using Concierge.LoadTest.Servers;

LoadSettings settings = LoadSettings.Parse(args);
Contestant[] measured = [.. Contestants.Measured.Where(contestant => contestant.Name.Contains(settings.Only, StringComparison.OrdinalIgnoreCase))];
Machine.Print();
if (settings.Starts > 0)
{
    StartRun.Execute(settings, measured);
}

if (settings.Rounds > 0)
{
    ComparisonRun.Execute(settings, measured);
}

if (settings.LongRun > 0)
{
    LongRun.Execute(settings, measured);
}
