namespace Concierge.Forms;

/// <summary>What a person wrote and what a form still wants to know.</summary>
/// <param name="Form">The form's name.</param>
/// <param name="Text">What the person wrote. Untrusted.</param>
/// <param name="Fields">The fields that may be filled.</param>
/// <param name="Turn">The turn, for the language, the account and what else matters.</param>
/// <param name="Now">The time where the form is.</param>
public sealed record FormExtractionRequest(string Form, string Text, IReadOnlyList<FormExtractionField> Fields, TurnContext Turn, DateTimeOffset Now);
