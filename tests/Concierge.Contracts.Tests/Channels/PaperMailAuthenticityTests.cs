using Concierge.Testing.Contracts.Channels;

namespace Concierge.Contracts.Tests;

public sealed class PaperMailAuthenticityTests : ChannelAuthenticityContract<PaperMailFixture>;
