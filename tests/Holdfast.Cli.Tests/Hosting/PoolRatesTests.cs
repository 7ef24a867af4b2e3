using Holdfast.DataPlane;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Cli.Tests;

public class PoolRatesTests
{
    private readonly MetricCatalog metrics = new(new MetricLabels(OutcomeTable.Labels(), [], []), new VirtualClock());

    [Fact]
    public void Rates_AreThoseOfTheLastSecond_OverAllWorkers()
    {
        PoolRates rates = new(metrics);
        Count(0, RequestOutcome.Answered, 1000);
        rates.Sample(1);
        Answered(rates).ShouldBe(0, "nobody knows in which time these came");

        Count(0, RequestOutcome.Answered, 40);
        Count(1, RequestOutcome.Answered, 60);
        Count(1, RequestOutcome.ShedWaited, 5);
        rates.Sample(2);
        Answered(rates).ShouldBe(50);
        rates.Of("shop", row => row.Cause == OutcomeCause.Shed).ShouldBe(2.5);
        rates.Of("nothing", row => true).ShouldBe(0);

        rates.Sample(1);
        Answered(rates).ShouldBe(0);
    }

    [Fact]
    public void AnswersWithServerErrors_AreCountedByThemselves()
    {
        MetricCatalog counted = new(new MetricLabels(OutcomeTable.Labels(), [], []) { Classes = ["critical", "default"] }, new VirtualClock());
        PoolRates rates = new(counted);
        counted.Pool("shop", 0).ServerErrors.Add(0, 1000);
        rates.Sample(1);
        counted.Pool("shop", 0).ServerErrors.Add(0, 30);
        counted.Pool("shop", 1).ServerErrors.Add(1, 10);
        rates.Sample(2);
        rates.ServerErrorsOf("shop").ShouldBe(20);
        rates.ServerErrorsOf("nothing").ShouldBe(0);
    }

    [Fact]
    public void WhatCame_IsOfTheSameSecondAsWhatBecameOfIt()
    {
        MetricCatalog counted = new(new MetricLabels(OutcomeTable.Labels(), [], []) { Classes = ["critical", "default"] }, new VirtualClock());
        PoolRates rates = new(counted);
        counted.Pool("shop", 0).Arrive(1, isRetry: false, 1, 1);
        rates.Sample(1);
        rates.OfferedOf("shop").ShouldBeNull("nobody knows in which time it came");
        for (int request = 0; request < 168; request++)
        {
            counted.Pool("shop", request % 2).Arrive(1, isRetry: false, 1, 1);
        }

        rates.Sample(1);
        rates.OfferedOf("shop").ShouldBe(168);
        rates.Sample(1);
        rates.OfferedOf("shop").ShouldBe(0);
        rates.OfferedOf("nothing").ShouldBeNull();
    }

    private static double Answered(PoolRates rates) => rates.Of("shop", row => row.Outcome == RequestOutcome.Answered);

    private void Count(int worker, RequestOutcome outcome, int requests) => metrics.Pool("shop", worker).Outcomes.Add((int)outcome, requests);
}
