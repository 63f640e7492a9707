namespace Concierge.Ai;

/// <summary>Which files a service's model reads. What is not allowed is answered with a clear sentence, not with silence.</summary>
public sealed class AiMediaOptions
{
    /// <summary>Media types that the model reads itself, for example <c>image/jpeg</c> or <c>application/pdf</c>; <c>image/*</c> for a whole family.</summary>
    /// <value>The default is none: set them when the model can see.</value>
    public ISet<string> ModelReads { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Turns a document into text, for types that the model does not read; null, or a null result, for what it cannot.</summary>
    /// <value>The default is none. Plain text, CSV and JSON are read without it.</value>
    public Func<AiDocument, CancellationToken, ValueTask<string?>>? ExtractText { get; set; }

    /// <summary>The largest file that is fetched, in bytes.</summary>
    /// <value>The default is 10 MB.</value>
    public long MaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>The most text of a document that the model is given, in characters.</summary>
    /// <value>The default is 20 000.</value>
    public int MaxTextLength { get; set; } = 20_000;

    /// <summary>The most files that are read in one turn.</summary>
    /// <value>The default is 4.</value>
    public int MaxFiles { get; set; } = 4;

    /// <summary>The language of voice notes, as a tag such as <c>fr</c>; null lets the recogniser decide.</summary>
    public string? SpeechLanguage { get; set; }
}
