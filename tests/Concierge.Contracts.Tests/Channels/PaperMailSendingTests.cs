using Concierge.Testing.Contracts.Channels;

namespace Concierge.Contracts.Tests;

public sealed class PaperMailSendingTests : ChannelSendingContract<PaperMailFixture>;
