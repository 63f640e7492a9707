namespace Concierge;

/// <summary>Whether a code is right.</summary>
/// <param name="IsValid">True when it is.</param>
/// <param name="Subject">Whom or what it stands for, for example a family's number, kept in <see cref="ContactProfile.IntrinsicIds"/>; or null.</param>
public sealed record IntrinsicIdVerdict(bool IsValid, string? Subject = null)
{
    /// <summary>A wrong code.</summary>
    public static IntrinsicIdVerdict Invalid { get; } = new(false);
}
