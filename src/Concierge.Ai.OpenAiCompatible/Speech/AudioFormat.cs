namespace Concierge.Ai.OpenAiCompatible.Speech;

/// <summary>Tells what a recording is from its first bytes: endpoints go by the file's name, which a stream does not have.</summary>
internal static class AudioFormat
{
    private const string Default = "ogg";

    public static string ExtensionOf(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "ogg",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "wav",
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => "flac",
        [(byte)'I', (byte)'D', (byte)'3', ..] => "mp3",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "m4a",
        [0x1A, 0x45, 0xDF, 0xA3, ..] => "webm",
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => "amr",
        [0xFF, 0xF1 or 0xF9, ..] => "aac",
        [0xFF, >= 0xE0, ..] => "mp3",
        _ => Default,
    };

    public static string MediaTypeOf(string extension) => extension switch
    {
        "m4a" => "audio/mp4",
        "mp3" => "audio/mpeg",
        _ => $"audio/{extension}",
    };
}
