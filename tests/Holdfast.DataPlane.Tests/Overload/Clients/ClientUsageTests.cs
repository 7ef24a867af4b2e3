using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Clients;

public sealed class ClientUsageTests
{
    private const long Second = 1_000_000_000;
    private const long Millisecond = 1_000_000;

    private static readonly NetworkAddress Address = NetworkAddress.FromIPv4(0x0A000001, 1234);

    [Fact]
    public void RequestsOfAClient_AreAddedUp()
    {
        var usage = new ClientUsage(16);
        usage.Arrive(7, Address, 3 * Millisecond, Second);
        usage.Arrive(7, Address, 4 * Millisecond, 2 * Second);
        usage.Enter(7);
        usage.Enter(7);
        usage.Leave(7, 5 * Millisecond, ClientEnd.Good);
        ClientSlot slot = Slots(usage).ShouldHaveSingleItem().Slot;
        slot.Requests.ShouldBe(2);
        slot.OfferedNanoseconds.ShouldBe(7 * Millisecond);
        slot.ServedNanoseconds.ShouldBe(5 * Millisecond);
        slot.AddressLow.ShouldBe(Address.Low);
        usage.PresentOf(7).ShouldBe(1);
        usage.OfferedNanoseconds.ShouldBe(7 * Millisecond);
    }

    [Fact]
    public void WhatBecameOfRequests_IsToldApart()
    {
        var usage = new ClientUsage(16);
        for (int i = 0; i < 10; i++)
        {
            usage.Arrive(7, Address, Millisecond, Second, isRetry: i < 3);
        }

        ClientEnd[] ends = [ClientEnd.Good, ClientEnd.Good, ClientEnd.Failed, ClientEnd.Shed, ClientEnd.Other];
        foreach (ClientEnd end in ends)
        {
            usage.Enter(7);
            usage.Leave(7, Millisecond, end);
        }

        // Five were not let in, and one waited in vain.
        ClientCounts.Of(Slots(usage).ShouldHaveSingleItem().Slot).ShouldBe(new ClientCounts(Retries: 3, Admitted: 5, Good: 2, Failed: 1, Shed: 6, Waited: 1));
    }

    [Fact]
    public void WhyRequestsWereRefused_IsToldApart()
    {
        var usage = new ClientUsage(16);
        RequestOutcome[] refused = [RequestOutcome.ShedOverload, RequestOutcome.ShedOverload, RequestOutcome.ShedFairShare, RequestOutcome.ShedBulkhead];
        foreach (RequestOutcome outcome in refused)
        {
            usage.Arrive(7, Address, Millisecond, Second);
            usage.Refuse(7, outcome);
        }

        ClientCounts.Of(Slots(usage).ShouldHaveSingleItem().Slot).ShouldBe(new ClientCounts(0, 0, 0, 0, Shed: 4, Overload: 2, FairShare: 1, Bulkhead: 1));
    }

    /// <summary>Shares are dealt by what is asked of the pool; a client that is bounded asks nothing of it with what is refused.</summary>
    [Fact]
    public void RateLimitedRequests_HoldThePlace_AndAskForNothing()
    {
        var usage = new ClientUsage(16);
        usage.Limit(7, Address, Millisecond, Second).ShouldBeTrue();
        usage.Limit(7, Address, Millisecond, Second).ShouldBeFalse("it has its place");
        ClientSlot slot = Slots(usage).ShouldHaveSingleItem().Slot;
        (slot.RateLimited, slot.Requests, slot.OfferedNanoseconds, slot.AddressLow).ShouldBe((2, 0L, 0L, Address.Low));
        slot.Weight.ShouldBe(2 * Millisecond);
        (usage.Limited, usage.OfferedNanoseconds).ShouldBe((2L, 0L));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void HundredThousandLightClients_DoNotCostAHeavyOneItsPlace(ulong seed)
    {
        var random = new SeededRandom(seed);
        var usage = new ClientUsage(64);
        ulong heavy = random.NextUInt64();
        for (int i = 0; i < 100_000; i++)
        {
            // A twentieth of the load, where a bucket sees an eighth of the rest.
            usage.Arrive(i % 20 == 0 ? heavy : random.NextUInt64(), Address, Millisecond, Second + (i * Millisecond / 10));
        }

        Slots(usage).Single(slot => slot.Client == heavy).Slot.Requests.ShouldBe(5_000, $"seed {seed}");
    }

    [Fact]
    public void HeavyClientStopsAsking_ItsPlaceIsTakenInTime()
    {
        var usage = new ClientUsage(8);
        for (int i = 0; i < 1_000; i++)
        {
            for (ulong client = 1; client <= 8; client++)
            {
                usage.Arrive(client, Address, Millisecond, Second);
            }
        }

        usage.Arrive(9, Address, Millisecond, 2 * Second);
        Slots(usage).ShouldNotContain(slot => slot.Client == 9);
        usage.Arrive(9, Address, Millisecond, 200 * Second);
        Slots(usage).ShouldContain(slot => slot.Client == 9);
    }

    [Fact]
    public void ClientLostItsPlaceMeanwhile_EndOfItsRequestsDoesNotCountAgainstAnother()
    {
        var usage = new ClientUsage(8);
        usage.Arrive(1, Address, 1, Second);
        usage.Enter(1);
        for (ulong client = 2; client < 30; client++)
        {
            usage.Arrive(client, Address, Millisecond, Second);
        }

        usage.PresentOf(1).ShouldBe(0);
        usage.Leave(1, Millisecond, ClientEnd.Good);
        Slots(usage).ShouldAllBe(slot => slot.Slot.Present == 0 && slot.Slot.ServedNanoseconds == 0);
    }

    [Fact]
    public void ClientAsksOnABeat_ItsGapsDeviateLittle()
    {
        var usage = new ClientUsage(8);
        var random = new SeededRandom(3);
        long chance = Second;
        for (int i = 0; i < 500; i++)
        {
            chance += (long)(-Math.Log(1 - random.NextDouble()) * 100 * Millisecond);
            usage.Arrive(1, Address, 1, Second + (i * 100 * Millisecond));
            usage.Arrive(2, Address, 1, chance);
        }

        Irregularity(usage, 1).ShouldBeLessThan(0.05);
        Irregularity(usage, 2).ShouldBeInRange(0.4, 1.5);
    }

    [Fact]
    public void ClientWithHashZero_IsToldApart()
    {
        var usage = new ClientUsage(8);
        usage.Arrive(0, Address, Millisecond, Second);
        usage.Enter(0);
        usage.PresentOf(0).ShouldBe(1);
    }

    /// <summary>The control loop reads while the worker writes: it never sees one client's numbers under another one's name.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void ReadWhileWritten_NumbersBelongToTheirClient()
    {
        var usage = new ClientUsage(8);
        bool stop = false;
        var worker = new Thread(() =>
        {
            for (ulong i = 1; !Volatile.Read(ref stop); i++)
            {
                // Each comes with its own number as cost and address, and pushes another one out.
                usage.Arrive(i, new NetworkAddress(i, 0, 0), (long)i, Second);
            }
        });
        worker.Start();
        int read = 0;
        for (int i = 0; i < 3_000_000; i++)
        {
            if (usage.TryRead(i & 7, out ulong client, out ClientSlot slot) && slot.Requests > 0)
            {
                read++;
                slot.AddressHigh.ShouldBe(client);
            }
        }

        Volatile.Write(ref stop, true);
        worker.Join();
        read.ShouldBeGreaterThan(0);
    }

    private static double Irregularity(ClientUsage usage, ulong client)
    {
        ClientSlot slot = Slots(usage).Single(candidate => candidate.Client == client).Slot;
        return slot.GapDeviation / slot.GapNanoseconds;
    }

    private static List<(ulong Client, ClientSlot Slot)> Slots(ClientUsage usage)
    {
        var slots = new List<(ulong, ClientSlot)>();
        for (int place = 0; place < usage.Slots; place++)
        {
            if (usage.TryRead(place, out ulong client, out ClientSlot slot))
            {
                slots.Add((client, slot));
            }
        }

        return slots;
    }
}
