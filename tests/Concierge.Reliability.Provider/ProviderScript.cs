using System.Text.Json;
using System.Text.Json.Serialization;
using Concierge.Reliability.Tests.Rig;

namespace Concierge.Reliability.Provider;

/// <summary>What the provider does with send requests: the same for each round of <see cref="Every"/> of them.</summary>
internal sealed record ProviderScript
{
    /// <summary>How commands to the provider are spelt.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>How long it takes before it does anything.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How many requests a round has.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Answers by the request's place in the round, from zero.</summary>
    public IReadOnlyDictionary<int, ProviderAnswer> Answers { get; init; } = new Dictionary<int, ProviderAnswer>();

    /// <summary>The answer to all others.</summary>
    public ProviderAnswer Otherwise { get; init; } = ProviderAnswer.Accept;

    /// <summary>The answer to a request before which so many came.</summary>
    public ProviderAnswer AnswerTo(int number) => Answers.GetValueOrDefault(number % Every, Otherwise);
}
