using Concierge.Testing.Contracts.Channels;

namespace Concierge.Contracts.Tests;

public sealed class PaperMailCompletenessTests : ChannelContractCompleteness;
