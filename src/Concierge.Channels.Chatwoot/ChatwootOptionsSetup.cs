using Concierge.Channels.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Chatwoot;

/// <summary>Reads an account's settings from its section.</summary>
internal sealed class ChatwootOptionsSetup(IConfiguration? configuration = null) : IConfigureNamedOptions<ChatwootOptions>
{
    public void Configure(string? name, ChatwootOptions options) => configuration?.GetSection(AccountSections.Of(ChatwootOptions.Section, name)).Bind(options);

    public void Configure(ChatwootOptions options) => Configure(Options.DefaultName, options);
}
