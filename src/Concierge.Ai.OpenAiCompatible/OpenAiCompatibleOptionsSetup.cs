using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.OpenAiCompatible;

/// <summary>Reads a model's settings from its section; a named model may share endpoint and key with the one without a name.</summary>
internal sealed class OpenAiCompatibleOptionsSetup(IConfiguration? configuration) : IConfigureNamedOptions<OpenAiCompatibleOptions>
{
    public void Configure(string? name, OpenAiCompatibleOptions options)
    {
        if (configuration is null)
        {
            return;
        }

        configuration.GetSection(OpenAiCompatibleOptions.SectionOf(name)).Bind(options);
        if (options.Endpoint is null && !string.IsNullOrEmpty(name))
        {
            ShareEndpoint(options);
        }
    }

    public void Configure(OpenAiCompatibleOptions options) => Configure(Options.DefaultName, options);

    /// <summary>The key goes with the endpoint, so that it is never sent to another one.</summary>
    private void ShareEndpoint(OpenAiCompatibleOptions options)
    {
        var shared = new OpenAiCompatibleOptions();
        configuration!.GetSection(OpenAiCompatibleOptions.Section).Bind(shared);
        options.Endpoint = shared.Endpoint;
        options.ApiKey ??= shared.ApiKey;
        options.ApiKeyHeader ??= shared.ApiKeyHeader;
        options.AllowNoApiKey |= shared.AllowNoApiKey;
        options.AllowHttp |= shared.AllowHttp;
        foreach ((string header, string value) in shared.Headers)
        {
            options.Headers.TryAdd(header, value);
        }
    }
}
