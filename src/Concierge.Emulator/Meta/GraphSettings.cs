using Microsoft.Extensions.Configuration;

namespace Concierge.Emulator.Meta;

/// <summary>The credentials that host and provider share, as configured at the moment.</summary>
internal sealed class GraphSettings(IConfiguration configuration)
{
    public string AppSecret => configuration["Concierge:Meta:AppSecret"] ?? string.Empty;

    public string AccessToken => configuration["Concierge:Meta:AccessToken"] ?? string.Empty;

    public string PhoneNumberId => configuration["Concierge:Meta:PhoneNumberId"] ?? string.Empty;
}
