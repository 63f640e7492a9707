namespace Concierge;

/// <summary>The provider's notice about the person: a changed number, a changed id, a changed identity.</summary>
/// <param name="Type">The provider's type, for example <c>user_changed_number</c>.</param>
public sealed record SystemBody(string Type) : MessageBody
{
    /// <summary>The provider's sentence, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The address the person has from now on, or null. Ingress links it to the same conversation.</summary>
    public ContactAddress? NewAddress { get; init; }

    /// <inheritdoc/>
    public override string Kind => "system";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
