namespace Concierge.Forms.Fields;

/// <summary>The host's own check of a value; null when it is good.</summary>
internal delegate ValueTask<LocalizedText?> FieldValidator(object value, TurnContext turn);
