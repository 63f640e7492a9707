namespace Concierge.Reliability.ToolHost;

/// <summary>A system outside that remembers what was done to it: a file (<c>Till:Path</c>) whose lines are on the disk before anything goes on.</summary>
internal sealed class Till(IConfiguration configuration)
{
    private readonly string _path = configuration["Till:Path"] ?? throw new InvalidOperationException("Till:Path is missing: name the file that the payments go to.");
    private readonly Lock _lock = new();

    public void Write(string what, string person, string key)
    {
        lock (_lock)
        {
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            using var writer = new StreamWriter(file);
            writer.WriteLine($"{what}\t{person}\t{key}");
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
    }
}
