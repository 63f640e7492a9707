namespace Concierge.Testing.Evaluation;

/// <summary>How one dialogue fared in all its runs.</summary>
/// <param name="Name">The dialogue's name.</param>
/// <param name="Runs">How often it was run.</param>
/// <param name="Passed">How often everything was as expected.</param>
/// <param name="Failures">What was not, with the number of the run and the turn; in the order in which it happened.</param>
/// <param name="Tokens">What all runs used, as far as the model says.</param>
public sealed record DialogueResult(string Name, int Runs, int Passed, IReadOnlyList<string> Failures, long Tokens);
