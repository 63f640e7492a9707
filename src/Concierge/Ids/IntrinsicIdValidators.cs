using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;

namespace Concierge.Ids;

/// <summary>The validators by name: the host's own, and addresses from the configuration. An address never comes from a definition, which an editor of the catalogue could point anywhere.</summary>
internal sealed class IntrinsicIdValidators
{
    public const string Section = "Concierge:IdValidators";

    private readonly FrozenDictionary<string, IIntrinsicIdValidator> _byName;

    public IntrinsicIdValidators(IEnumerable<IIntrinsicIdValidator> validators, IConfiguration configuration)
    {
        var byName = new Dictionary<string, IIntrinsicIdValidator>(StringComparer.Ordinal);
        foreach (IConfigurationSection section in configuration.GetSection(Section).GetChildren())
        {
            byName[section.Key] = Read(section);
        }

        foreach (IIntrinsicIdValidator validator in validators)
        {
            if (!byName.TryAdd(validator.Name, validator))
            {
                throw new InvalidOperationException($"Two validators of codes have the name '{validator.Name}'. Give each its own.");
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IIntrinsicIdValidator? Find(string name) => _byName.GetValueOrDefault(name);

    private static HttpIdValidator Read(IConfigurationSection section)
    {
        if (!Uri.TryCreate(section["Url"], UriKind.Absolute, out Uri? address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw new InvalidOperationException($"{section.Path}:Url must be an https address (http only for this machine itself): codes are sent to it.");
        }

        return new HttpIdValidator(section.Key, address, string.IsNullOrWhiteSpace(section["Secret"]) ? null : section["Secret"]);
    }
}
