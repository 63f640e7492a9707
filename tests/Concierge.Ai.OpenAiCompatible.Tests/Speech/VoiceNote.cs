namespace Concierge.Ai.OpenAiCompatible.Tests.Speech;

/// <summary>A voice note as phones send it: OGG with Opus.</summary>
internal static class VoiceNote
{
    public static async Task<byte[]> SayAsync(string words, string folder)
    {
        string wave = Path.Combine(folder, "said.wav");
        string note = Path.Combine(folder, "said.ogg");
        await Command.RunAsync("flite", "flite", "-voice", "rms", "-t", words, "-o", wave);
        await Command.RunAsync("ffmpeg", "ffmpeg", "-loglevel", "error", "-nostdin", "-y", "-i", wave, "-c:a", "libopus", "-b:a", "16k", "-application", "voip", note);
        return await File.ReadAllBytesAsync(note);
    }
}
