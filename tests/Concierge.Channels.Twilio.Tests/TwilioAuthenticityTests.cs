using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Twilio.Tests;

public sealed class TwilioAuthenticityTests : ChannelAuthenticityContract<TwilioFixture>;
