namespace Concierge.Channels.Meta.Inbound;

/// <summary>What a list in a change holds.</summary>
internal enum ElementKind
{
    Message,
    Echo,
    Status,
    Call,
}
