using System.Text.Json;

namespace Concierge.Emulator.Phone;

/// <summary>
/// The emulator's memory: one small file, written whole after every change and put in place by a rename, so that killing the
/// process leaves the old or the new state. Thread-safe.
/// </summary>
internal sealed class Journal
{
    private const int MaxMessages = 2000;
    private const int MaxMedia = 50;
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly JournalState _state;

    public Journal(string path)
    {
        _path = path;
        _state = Load(path);
    }

    public T Read<T>(Func<JournalState, T> read)
    {
        lock (_lock)
        {
            return read(_state);
        }
    }

    public T Change<T>(Func<JournalState, T> change)
    {
        lock (_lock)
        {
            T result = change(_state);
            Save();
            return result;
        }
    }

    private static JournalState Load(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, EmulatorJsonContext.Default.JournalState) ?? new JournalState();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new JournalState();
        }
        catch (JsonException damaged)
        {
            throw new InvalidOperationException($"The emulator's file {path} cannot be read. Delete it to begin with empty chats.", damaged);
        }
    }

    private void Save()
    {
        Trim();
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        string next = _path + ".new";
        using (FileStream file = File.Create(next))
        {
            JsonSerializer.Serialize(file, _state, EmulatorJsonContext.Default.JournalState);
        }

        File.Move(next, _path, overwrite: true);
    }

    private void Trim()
    {
        _state.Messages.RemoveRange(0, Math.Max(0, _state.Messages.Count - MaxMessages));
        _state.Media.RemoveRange(0, Math.Max(0, _state.Media.Count - MaxMedia));
    }
}
