namespace Concierge.Channels.Meta.Wire;

/// <summary>An error of the Graph API. Its texts may hold numbers and are not kept.</summary>
internal sealed class GraphError
{
    public int? Code { get; set; }

    public bool? IsTransient { get; set; }

    public string? FbtraceId { get; set; }
}
