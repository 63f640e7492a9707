namespace Concierge.Emulator.Phone;

/// <summary>The files at the provider.</summary>
internal sealed class MediaLibrary(Journal journal, IIdSource ids)
{
    public const int MaxBytes = 16 * 1024 * 1024;

    public StoredMedia Add(string mimeType, string? fileName, byte[] content)
    {
        var media = new StoredMedia($"media-{ids.NewId()}", mimeType, fileName, content);
        journal.Change(state =>
        {
            state.Media.Add(media);
            return true;
        });
        return media;
    }

    public StoredMedia? Find(string? id) => journal.Read(state => state.Media.Find(media => media.Id == id));

    public bool Remove(string id) => journal.Change(state => state.Media.RemoveAll(media => media.Id == id)) > 0;
}
