using BenchmarkDotNet.Attributes;
using Concierge.Routing.Keywords;

namespace Concierge.Benchmarks;

/// <summary>5 000 keywords of 200 services against messages of 200 characters.</summary>
[MemoryDiagnoser]
public class KeywordBenchmarks
{
    private const int Services = 200;
    private const int KeywordsEach = 25;
    private const int MessageLength = 200;

    private readonly KeywordIndex _index = new(Keywords());
    private readonly string _english = Repeat("Good morning, I wanted to ask whether you could tell me something about that matter from last week. ");
    private readonly string _french = Repeat("Bonjour à tous, j'étais là hier après-midi et je n'ai trouvé personne ; où dois-je m'adresser désormais ? ");
    private readonly string _russian = Repeat("Добрый день, подскажите пожалуйста, где можно узнать об этом подробнее, я ничего не нашёл на странице. ");
    private readonly string _hit = Repeat("Good morning, I wanted to ask whether you could tell me something, ")[..180] + " gelbuva rosamin pr";
    private readonly string _typo = Repeat("Good morning, I wanted to ask whether you could tell me something, ")[..180] + " gelbvua rosamin pr";

    [GlobalSetup]
    public void Check()
    {
        if (_index.Find(_english) is not null || _index.Find(_french) is not null || _index.Find(_russian) is not null || _index.Find(_hit) is null || _index.Find(_typo) is not { Typos: 1 })
        {
            throw new InvalidOperationException("The messages do not do what their names say.");
        }
    }

    [Benchmark]
    public bool MissEnglish() => _index.Find(_english) is not null;

    [Benchmark]
    public bool MissFrench() => _index.Find(_french) is not null;

    [Benchmark]
    public bool MissRussian() => _index.Find(_russian) is not null;

    [Benchmark]
    public bool Hit() => _index.Find(_hit) is not null;

    [Benchmark]
    public bool HitWithTypo() => _index.Find(_typo) is not null;

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 4))[..MessageLength];

    /// <summary>Made-up words of two to four syllables, a third of them in phrases of two.</summary>
    private static IEnumerable<(string Keyword, int Owner)> Keywords()
    {
        yield return ("gelbuva rosamin", 0);
        var random = new Random(5_000);
        for (int i = 1; i < Services * KeywordsEach; i++)
        {
            yield return (random.Next(3) == 0 ? $"{Word(random)} {Word(random)}" : Word(random), i / KeywordsEach);
        }
    }

    private static string Word(Random random)
    {
        string[] syllables = ["gel", "bu", "va", "ros", "a", "min", "tor", "qui", "zel", "pa", "nox", "dri", "lum", "fé", "kra", "we"];
        return string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => syllables[random.Next(syllables.Length)]));
    }
}
