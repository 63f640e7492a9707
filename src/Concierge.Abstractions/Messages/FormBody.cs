namespace Concierge;

/// <summary>A filled form (WhatsApp Flow).</summary>
/// <param name="Name">The provider's name of the form kind, for example <c>flow</c>, or null.</param>
/// <param name="ResponseJson">The answers as the provider's JSON text, unparsed; may be broken JSON.</param>
public sealed record FormBody(string? Name, string? ResponseJson) : MessageBody
{
    /// <summary>The text the provider shows in the chat, or null.</summary>
    public string? Text { get; init; }

    /// <inheritdoc/>
    public override string Kind => "form";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
