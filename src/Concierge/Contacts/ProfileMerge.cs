namespace Concierge.Contacts;

/// <summary>Makes one of what is known of a person in two places. Where both say something, the place that it is merged into is right.</summary>
internal static class ProfileMerge
{
    public static void Merge(ContactProfile into, ContactProfile from)
    {
        into.Name ??= from.Name;
        if (into.Language is null || (from.IsLanguageGiven && !into.IsLanguageGiven))
        {
            (into.Language, into.IsLanguageGiven) = (from.Language ?? into.Language, from.Language is null ? into.IsLanguageGiven : from.IsLanguageGiven);
        }

        into.Labels = [.. into.Labels.Union(from.Labels, StringComparer.Ordinal)];
        into.Roles = [.. into.Roles.Union(from.Roles, StringComparer.Ordinal)];
        foreach ((string name, string value) in from.Fields)
        {
            into.Fields.TryAdd(name, value);
        }

        foreach ((string name, string value) in from.IntrinsicIds)
        {
            into.IntrinsicIds.TryAdd(name, value);
        }

        if (from.Consent == Consent.OptedIn && into.Consent == Consent.Unknown)
        {
            (into.Consent, into.ConsentAt) = (from.Consent, from.ConsentAt);
        }

        into.IsBlocked |= from.IsBlocked;
        MergeRefusals(into, from);
    }

    /// <summary>A refusal is one wherever it was said.</summary>
    public static void MergeRefusals(ContactProfile into, ContactProfile from)
    {
        if (from.Consent == Consent.OptedOut && into.Consent != Consent.OptedOut)
        {
            (into.Consent, into.ConsentAt) = (from.Consent, from.ConsentAt);
        }

        into.RefusesMarketing |= from.RefusesMarketing;
    }

    /// <summary>What the person refuses, and nothing else.</summary>
    public static ContactProfile RefusalsOf(ContactProfile profile)
    {
        var refusals = new ContactProfile();
        MergeRefusals(refusals, profile);
        return refusals;
    }
}
