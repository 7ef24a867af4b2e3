using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class ServerDeathsTests() : ExpectationContract(
    new ScenarioExpectation { That = "server-deaths", AtMost = "0" },
    perfect: "0",
    broken: "1");
