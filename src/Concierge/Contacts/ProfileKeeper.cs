using Concierge.Channels;
using Concierge.Scheduling;

namespace Concierge.Contacts;

/// <summary>Changes what is known of a person.</summary>
internal sealed class ProfileKeeper
{
    public void Update(Lane lane, UpdateProfileCommand update)
    {
        ContactProfile profile = lane.Document.Profile;
        profile.Name = update.Name is null ? profile.Name : NullIfEmpty(update.Name);
        if (update.Language is { } language)
        {
            profile.Language = NullIfEmpty(language);
            profile.IsLanguageGiven = profile.Language is not null;
        }

        profile.Labels = update.Labels is { } labels ? [.. labels.Distinct(StringComparer.Ordinal)] : profile.Labels;
        profile.Roles = update.Roles is { } roles ? [.. roles.Distinct(StringComparer.Ordinal)] : profile.Roles;
        foreach ((string name, string value) in update.Fields ?? new Dictionary<string, string>())
        {
            if (value.Length == 0)
            {
                profile.Fields.Remove(name);
            }
            else
            {
                profile.Fields[name] = value;
            }
        }

        if (update.Consent is { } consent)
        {
            profile.Consent = consent;
            profile.ConsentAt = lane.Clock.GetUtcNow();
        }

        profile.IsBlocked = update.IsBlocked ?? profile.IsBlocked;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
