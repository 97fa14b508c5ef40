import Stripe from 'stripe';

export const fault = Stripe;
