using Microsoft.AspNetCore.Http;

namespace Concierge.Ai.OpenAiCompatible.Tests.Speech;

/// <summary>A real recogniser of English behind an endpoint as OpenAI's: what a team would run beside its bot.</summary>
internal static class Recognizer
{
    public static async Task TranscribeAsync(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync();
        IFormFile file = form.Files["file"] ?? throw new BadHttpRequestException("There is no file.");
        string folder = Directory.CreateTempSubdirectory("concierge-speech").FullName;
        try
        {
            string received = Path.Combine(folder, Path.GetFileName(file.FileName));
            string wave = Path.Combine(folder, "16k.wav");
            await using (FileStream stream = File.Create(received))
            {
                await file.CopyToAsync(stream);
            }

            await Command.RunAsync("ffmpeg", "ffmpeg", "-loglevel", "error", "-nostdin", "-y", "-i", received, "-ar", "16000", "-ac", "1", wave);
            string text = await Command.RunAsync("pocketsphinx_continuous", "pocketsphinx pocketsphinx-en-us", "-infile", wave, "-logfn", "/dev/null");
            await context.Response.WriteAsJsonAsync(new { text = text.ReplaceLineEndings(" ").Trim(), duration = new FileInfo(wave).Length / 32_000.0 });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
