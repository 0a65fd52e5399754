// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Roles} from "causeway/governance/Roles.sol";
import {Gateway} from "causeway/hub/Gateway.sol";
import {Hub} from "causeway/hub/Hub.sol";
import {IGateway} from "causeway/hub/IGateway.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {Interest} from "causeway/hub/Interest.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
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

    function _check(string memory name, uint256 actual) private view {
        uint256 value = vm.parseJsonUint(_json, string.concat(".", name, ".value"));
        assertEq(actual, value, name);
        assertGe(value, vm.parseJsonUint(_json, string.concat(".", name, ".min")), name);
        assertLe(value, vm.parseJsonUint(_json, string.concat(".", name, ".max")), name);
    }
}
