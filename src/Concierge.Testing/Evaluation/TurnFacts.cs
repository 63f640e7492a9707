using Microsoft.Extensions.AI;

namespace Concierge.Testing.Evaluation;

/// <summary>What happened in a turn.</summary>
/// <param name="Reply">What the person heard, one line per message.</param>
/// <param name="Calls">What the model asked for.</param>
/// <param name="Ran">The tools that ran.</param>
/// <param name="IsHandedOff">Whether a colleague has the conversation now.</param>
/// <param name="Unused">Scripted replies that nobody asked for.</param>
/// <param name="Failures">What turns threw.</param>
internal sealed record TurnFacts(
    string Reply, IReadOnlyList<FunctionCallContent> Calls, IReadOnlyList<string> Ran, bool IsHandedOff, int Unused, IReadOnlyList<Exception> Failures);
