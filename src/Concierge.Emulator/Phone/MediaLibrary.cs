namespace Concierge.Emulator.Phone;

/// <summary>The files at the providers.</summary>
internal sealed class MediaLibrary(Journal journal, IIdSource ids)
{
    public const int MaxBytes = 16 * 1024 * 1024;

    public StoredMedia Add(string mimeType, string? fileName, byte[] content, PhoneLine? line = null)
    {
        var media = new StoredMedia($"media-{ids.NewId()}", mimeType, fileName, content, line?.Key);
        journal.Change(state =>
        {
            state.Media.Add(media);
            return true;
        });
        return media;
    }

    public StoredMedia? Find(string? id) => journal.Read(state => state.Media.Find(media => media.Id == id));

    /// <summary>A file of this line; another line's is as good as none.</summary>
    public StoredMedia? Find(PhoneLine line, string? id) => Find(id) is { } media && media.Line == line.Key ? media : null;

    public bool Remove(PhoneLine line, string id) => journal.Change(state => state.Media.RemoveAll(media => media.Id == id && media.Line == line.Key)) > 0;
}
