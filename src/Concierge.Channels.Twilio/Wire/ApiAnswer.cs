namespace Concierge.Channels.Twilio.Wire;

/// <summary>Any answer of Twilio's APIs: a made resource (<c>sid</c>), an error (<c>code</c>), or a plain success. Its texts may hold numbers and are not kept.</summary>
internal sealed class ApiAnswer
{
    public string? Sid { get; set; }

    public int? Code { get; set; }

    public bool? Success { get; set; }
}
