namespace Concierge.Emulator.Phone;

/// <summary>What a message shows, whatever provider carried it.</summary>
internal sealed record Bubble
{
    /// <summary>text, image, audio, video, document, sticker, location, contacts, choice, link, form, locationRequest, contactRequest, template, reaction.</summary>
    public required string Kind { get; init; }

    public string? Text { get; init; }

    public string? Header { get; init; }

    public string? Footer { get; init; }

    public IReadOnlyList<Option> Buttons { get; init; } = [];

    public string? ListButton { get; init; }

    public IReadOnlyList<OptionSection> Sections { get; init; } = [];

    public string? ChoiceId { get; init; }

    public string? MediaId { get; init; }

    public string? MediaUrl { get; init; }

    public string? MimeType { get; init; }

    public string? FileName { get; init; }

    public bool Voice { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    public string? Url { get; init; }

    public string? Target { get; init; }
}
