namespace Concierge.Channels;

/// <summary>
/// Supplies the accounts of one channel package. Registered as a singleton by <c>AddMeta()</c> and the like; asked once at
/// start, where it throws <c>OptionsValidationException</c> naming the setting that is missing or wrong.
/// </summary>
public interface IChannelSource
{
    /// <summary>One channel object per configured account.</summary>
    IReadOnlyList<IChannel> CreateChannels();
}
