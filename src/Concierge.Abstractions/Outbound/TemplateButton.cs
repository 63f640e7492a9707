namespace Concierge;

/// <summary>The variable part of one of a template's buttons.</summary>
/// <param name="Index">The button's position in the template, from 0.</param>
/// <param name="Type">What kind of button the template declares there.</param>
/// <param name="Value">Payload of a quick reply, end of an address, code to copy, or flow token.</param>
public sealed record TemplateButton(int Index, TemplateButtonType Type, string Value);
