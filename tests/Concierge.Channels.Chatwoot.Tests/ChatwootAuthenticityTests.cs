using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Chatwoot.Tests;

public sealed class ChatwootAuthenticityTests : ChannelAuthenticityContract<ChatwootFixture>;
