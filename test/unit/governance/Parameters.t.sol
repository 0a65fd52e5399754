// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Roles} from "causeway/governance/Roles.sol";
import {Gateway} from "causeway/hub/Gateway.sol";
import {Hub} from "causeway/hub/Hub.sol";
import {IGateway} from "causeway/hub/IGateway.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {Interest} from "causeway/hub/Interest.sol";
import {Curve} from "causeway/liquidation/Curve.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IValuation} from "causeway/liquidation/IValuation.sol";
import {InsuranceVault} from "causeway/liquidation/InsuranceVault.sol";
import {Liquidation} from "causeway/liquidation/Liquidation.sol";
import {Pace} from "causeway/liquidation/Pace.sol";
import {Band} from "causeway/margin/Band.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {RiskParameters} from "causeway/margin/RiskParameters.sol";
import {Expiry} from "causeway/market/Expiry.sol";
import {Funding} from "causeway/market/Funding.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {Positions} from "causeway/market/Positions.sol";
import {IBlocks} from "causeway/messaging/IBlocks.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Quorum} from "causeway/messaging/Quorum.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {IPermit2} from "causeway/spoke/IPermit2.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";
import {Test} from "forge-std/Test.sol";

/// docs/parameters.json is where a reader finds every constant, its range and its reason: here the contracts are held to it.
contract ParametersTest is Test {
    string private _json;

    function setUp() external {
        _json = vm.readFile("docs/parameters.json");
    }

    function test_constants_areThoseOfTheTable() external {
        Quorum quorum = new Quorum(IMessenger(address(1)), address(this));
        Gateway gateway = new Gateway(IHub(address(1)), 3, 1, address(quorum), IBlocks(address(0)), address(this));
        Hub hub = new Hub(
            IGateway(address(gateway)),
            IOracle(address(1)),
            IClearing(address(1)),
            ILiquidation(address(1)),
            3,
            address(this)
        );
        Spoke spoke = new Spoke(
            Spoke.Config({
                chain: 1,
                hubChain: 3,
                gateway: address(gateway),
                epoch: 0,
                appendFee: 1,
                quorum: address(quorum),
                blocks: IBlocks(address(0)),
                authority: address(this),
                escape: address(1),
                permit2: IPermit2(address(1))
            })
        );
        _check("escapeDelay", spoke.ESCAPE_DELAY());
        _check("maxWait", spoke.MAX_WAIT());
        _check("brakePause", spoke.BRAKE_PAUSE());
        _check("heartbeat", spoke.HEARTBEAT());
        _check("closeAfter", gateway.CLOSE_AFTER());
        _check("failoverDelay", quorum.FAILOVER_DELAY());
        _check("incumbency", quorum.INCUMBENCY());
        _check("refundDelay", hub.REFUND_DELAY());
        _check("ticketLife", hub.TICKET_LIFE());
        _check("governorDelay", Roles.GOVERNOR_DELAY);
        assertEq(gateway.CLOSE_AFTER() * 4, spoke.ESCAPE_DELAY(), "a quarter of the escape delay");
        assertGt(quorum.INCUMBENCY(), spoke.ESCAPE_DELAY(), "new transports cannot speak before all could leave");
    }

    function test_constants_ofClearing() external view {
        _check("priceBand", Band.PART);
        _check("fundingPremiumMax", uint256(Funding.MAX_PREMIUM));
        _check("fundingRateMax", uint256(Funding.MAX_RATE));
        _check("fundingInterest", uint256(Funding.INTEREST));
        _check("fundingDamping", uint256(Funding.DAMPING));
        _check("readingLife", Funding.READING_LIFE);
        _check("settlementWindow", Expiry.WINDOW);
        _check("observationLife", Expiry.OBSERVATION_LIFE);
        _check("settlementCovered", Expiry.LEAST_COVERED);
        _check("mostPositions", Positions.MOST);
        _check("interestKink", Interest.KINK);
        _check("interestRateAtKink", Interest.RATE_AT_KINK);
        _check("interestRateAbove", Interest.RATE_ABOVE);
        _check("interestLendersShare", Interest.LENDERS_SHARE);
    }

    function test_constants_ofLiquidation() external {
        LiquidationConstants c = new LiquidationConstants();
        (string[] memory names, uint256[] memory values) = c.all();
        for (uint256 i; i < names.length; ++i) {
            _check(names[i], values[i]);
        }
        assertGe(c.cashWait(), 2 * c.deleveraging(), "cash waits until it could be cut");
        _check("mostCut", uint256(Interest.MOST_CUT) / 1e26);
        _check("discountLeast", Curve.LEAST);
        _check("discountMost", Curve.MOST);
        _check("discountPace", Curve.PACE);
    }

    function test_constants_ofPace() external {
        PaceConstants c = new PaceConstants();
        (string[] memory names, uint256[] memory values) = c.all();
        for (uint256 i; i < names.length; ++i) {
            _check(names[i], values[i]);
        }
    }

    function test_constants_ofScanRange() external {
        RiskParameters parameters = new RiskParameters(IHub(address(0)), address(this));
        _check("scanRangeAdded", parameters.MOST_ADDED());
        _check("scanRangeStep", parameters.STEPS());
        _check("scanRangePause", parameters.INTERVAL());
    }

    function test_constants_ofStake() external {
        InsuranceVault vault = InsuranceVault(address(new LiquidationConstants().VAULT()));
        _check("stakeCooldown", vault.COOLDOWN());
        _check("stakeWindow", vault.WINDOW());
        _check("stakeHold", vault.HOLD());
        _check("stakeLongestHold", vault.LONGEST_HOLD());
        _check("stakeFree", vault.FREE());
    }

    function _check(string memory name, uint256 actual) private view {
        uint256 value = vm.parseJsonUint(_json, string.concat(".", name, ".value"));
        assertEq(actual, value, name);
        assertGe(value, vm.parseJsonUint(_json, string.concat(".", name, ".min")), name);
        assertLe(value, vm.parseJsonUint(_json, string.concat(".", name, ".max")), name);
    }
}

/// @notice The constants that {Liquidation} keeps to itself.
contract LiquidationConstants is Liquidation {
    constructor()
        Liquidation(
            IHub(address(0)),
            IClearing(address(0)),
            IRiskEngine(address(0)),
            IValuation(address(0)),
            IGateway(address(0)),
            0
        )
    {}

    function cashWait() external pure returns (uint256) {
        return CASH_WAIT;
    }

    function deleveraging() external pure returns (uint256) {
        return DELEVERAGING;
    }

    function all() external pure returns (string[] memory names, uint256[] memory values) {
        (names, values) = (new string[](15), new uint256[](15));
        (names[0], values[0]) = ("liquidationFee", FEE_SHARE);
        (names[1], values[1]) = ("liquidationDust", DUST / 1e18);
        (names[2], values[2]) = ("liquidationSlack", SLACK);
        (names[3], values[3]) = ("uncountedShare", UNCOUNTED);
        (names[4], values[4]) = ("deleveraging", DELEVERAGING);
        (names[5], values[5]) = ("redeclare", REDECLARE);
        (names[6], values[6]) = ("declaredFor", DECLARED_FOR);
        (names[7], values[7]) = ("cashWait", CASH_WAIT);
        (names[8], values[8]) = ("cashWaitPause", CASH_WAIT_PAUSE);
        (names[9], values[9]) = ("material", MATERIAL);
        (names[10], values[10]) = ("undoPause", UNDO_PAUSE);
        (names[11], values[11]) = ("undoPart", UNDO_PART);
        (names[12], values[12]) = ("undoLeast", UNDO_LEAST / 1e18);
        (names[13], values[13]) = ("bidPatience", PATIENCE);
        (names[14], values[14]) = ("bidPatientFee", PATIENT_FEE);
    }
}

/// @notice The constants that {Pace} keeps to itself.
contract PaceConstants is Pace {
    constructor() Pace(IHub(address(0)), IClearing(address(0)), address(0), IGateway(address(0))) {}

    function all() external pure returns (string[] memory names, uint256[] memory values) {
        (names, values) = (new string[](9), new uint256[](9));
        (names[0], values[0]) = ("paceLeast", LEAST);
        (names[1], values[1]) = ("paceMost", MOST);
        (names[2], values[2]) = ("paceFactor", MOST_FACTOR);
        (names[3], values[3]) = ("paceSilent", SILENT);
        (names[4], values[4]) = ("feeMemory", FEE_MEMORY);
        (names[5], values[5]) = ("volatilityMemory", VOLATILITY_MEMORY);
        (names[6], values[6]) = ("volatilityStale", STALE);
        (names[7], values[7]) = ("supposedVolatility", SUPPOSED);
        (names[8], values[8]) = ("volatilityStep", MOST_STEP);
    }
}
