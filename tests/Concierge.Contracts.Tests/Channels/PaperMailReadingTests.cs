using Concierge.Testing.Contracts.Channels;

namespace Concierge.Contracts.Tests;

public sealed class PaperMailReadingTests : ChannelReadingContract<PaperMailFixture>;
