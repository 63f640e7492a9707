using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Meta.Tests;

public sealed class MetaContractCompletenessTests : ChannelContractCompleteness;
