using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Waha.Tests;

public sealed class WahaReadingTests : ChannelReadingContract<WahaFixture>;
