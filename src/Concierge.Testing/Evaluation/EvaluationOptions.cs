using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Testing.Evaluation;

/// <summary>How dialogues are run.</summary>
public sealed class EvaluationOptions
{
    /// <summary>Adds what your own <c>Program.cs</c> adds after <c>AddConcierge()</c>, without channel, store and model: the model is added for you, under every key.</summary>
    public required Action<IConciergeBuilder> Configure { get; init; }

    /// <summary>Makes the model, once per run of a dialogue; null for a scripted one that replies what the dialogue says.</summary>
    public Func<IChatClient>? Model { get; init; }

    /// <summary>How often each dialogue is run. A live model does not say the same twice.</summary>
    /// <value>The default is 1.</value>
    public int Runs { get; init; } = 1;

    /// <summary>How long a turn may wait for a live model.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan RealTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
