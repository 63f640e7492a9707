using Concierge.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Concierge.AspNetCore.Registration;

/// <summary>Tells each provider where this host is, as far as providers can be told.</summary>
internal sealed class WebhookRegistrations(ConciergeJourney journey, IConfiguration configuration, ILogger<WebhookRegistrations> logger)
{
    private const string BaseUrlSetting = "Concierge:PublicBaseUrl";

    public async Task<IReadOnlyList<WebhookRegistration>> RegisterAsync(string prefix, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(configuration[BaseUrlSetting], UriKind.Absolute, out Uri? baseUrl))
        {
            throw new InvalidOperationException($"{BaseUrlSetting} is missing. Set it to the address under which providers reach this host, for example https://bot.example.com.");
        }

        var results = new List<WebhookRegistration>();
        foreach (IChannel channel in journey.Channels)
        {
            WebhookRegistration result = channel is IWebhookRegistrar registrar
                ? await RegisterAsync(channel.Account, registrar, AddressOf(baseUrl, prefix, channel.Account), cancellationToken)
                : new WebhookRegistration(channel.Account, false, [$"The provider cannot be told. Enter {AddressOf(baseUrl, prefix, channel.Account)} there by hand."]);
            foreach (string note in result.Notes)
            {
                RegistrationLog.Registration(logger, result.IsRegistered ? LogLevel.Information : LogLevel.Warning, channel.Account.ToString(), note);
            }

            results.Add(result);
        }

        return results;
    }

    private static async Task<WebhookRegistration> RegisterAsync(AccountKey account, IWebhookRegistrar registrar, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return new WebhookRegistration(account, true, await registrar.RegisterAsync(address, cancellationToken));
        }
        catch (Exception refused) when (refused is InvalidOperationException or HttpRequestException)
        {
            return new WebhookRegistration(account, false, [refused.Message]);
        }
    }

    private static Uri AddressOf(Uri baseUrl, string prefix, AccountKey account)
    {
        string path = account.Name == AccountKey.DefaultName ? account.Channel : $"{account.Channel}/{account.Name}";
        string root = prefix.Trim('/');
        return new Uri($"{baseUrl.OriginalString.TrimEnd('/')}/{(root.Length == 0 ? string.Empty : $"{root}/")}webhooks/{path}");
    }
}
